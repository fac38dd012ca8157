using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Persona.Bench.Storage.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RunFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "environment",
                table: "worker",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "store_identity",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    identity = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_identity", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warm_up",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    worker_id = table.Column<string>(type: "text", nullable: false),
                    workload = table.Column<string>(type: "text", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    calls = table.Column<int>(type: "integer", nullable: false),
                    cost_usd = table.Column<double>(type: "double precision", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warm_up", x => new { x.run_id, x.worker_id, x.workload, x.provider });
                    table.ForeignKey(
                        name: "fk_warm_up_run_run_id",
                        column: x => x.run_id,
                        principalTable: "run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "store_identity");

            migrationBuilder.DropTable(
                name: "warm_up");

            migrationBuilder.DropColumn(
                name: "environment",
                table: "worker");
        }
    }
}
