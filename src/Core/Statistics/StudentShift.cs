namespace Persona.Bench.Core.Statistics;

/// <summary>An estimate whose error follows Student's t: bounds are the estimate ± t × standard error.</summary>
internal sealed class StudentShift(double estimate, double standardError, int degreesOfFreedom) : Shift
{
    public override double Estimate => estimate;

    public override Interval? Bounds(double confidence)
    {
        if (degreesOfFreedom < 1 || !double.IsFinite(standardError))
        {
            return null;
        }

        var halfWidth = Student.CriticalValue(degreesOfFreedom, confidence) * standardError;
        return new Interval(estimate - halfWidth, estimate + halfWidth);
    }

    /// <summary>
    /// y - x of two independent estimates, with the degrees of freedom of Welch (1947), rounded down. Null where one of them has none.
    /// </summary>
    public static StudentShift? Between(ScaledEstimate x, ScaledEstimate y)
    {
        if (x.DegreesOfFreedom < 1 || y.DegreesOfFreedom < 1)
        {
            return null;
        }

        var (ofX, ofY) = (x.StandardError * x.StandardError, y.StandardError * y.StandardError);
        var freedom = ofX + ofY <= 0
            ? x.DegreesOfFreedom + y.DegreesOfFreedom
            : (ofX + ofY) * (ofX + ofY) / ((ofX * ofX / x.DegreesOfFreedom) + (ofY * ofY / y.DegreesOfFreedom));
        return new StudentShift(y.Value - x.Value, Math.Sqrt(ofX + ofY), Math.Max(1, (int)freedom));
    }
}

/// <summary>An estimate on the scale of the comparison, with its standard error.</summary>
internal readonly record struct ScaledEstimate(double Value, double StandardError, int DegreesOfFreedom);
