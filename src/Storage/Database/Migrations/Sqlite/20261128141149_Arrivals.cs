using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Persona.Bench.Storage.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Arrivals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "arrived_at_once",
                table: "measurement",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "cached_input_tokens",
                table: "measurement",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "chunks",
                table: "measurement",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "client_lag_ms",
                table: "measurement",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "compressed",
                table: "measurement",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "first_output_token_ms",
                table: "measurement",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longest_gap_ms",
                table: "measurement",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "opening",
                table: "measurement",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "reasoning_tokens",
                table: "measurement",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "arrived_at_once",
                table: "measurement");

            migrationBuilder.DropColumn(
                name: "cached_input_tokens",
                table: "measurement");

            migrationBuilder.DropColumn(
                name: "chunks",
                table: "measurement");

            migrationBuilder.DropColumn(
                name: "client_lag_ms",
                table: "measurement");

            migrationBuilder.DropColumn(
                name: "compressed",
                table: "measurement");

            migrationBuilder.DropColumn(
                name: "first_output_token_ms",
                table: "measurement");

            migrationBuilder.DropColumn(
                name: "longest_gap_ms",
                table: "measurement");

            migrationBuilder.DropColumn(
                name: "opening",
                table: "measurement");

            migrationBuilder.DropColumn(
                name: "reasoning_tokens",
                table: "measurement");
        }
    }
}
